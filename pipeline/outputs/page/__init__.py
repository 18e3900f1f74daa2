"""A build or a comparison and pictures of its pages in, one HTML file that needs nothing else, out.

Plain style and script (`page.css`, `page.js`) show what the data beside them says.
"""
