"""Pages → grids where white space, rules and fills part what no rulings enclose."""
