"""Number formats and colours that an Excel workbook names by numbers that no file explains."""

from __future__ import annotations

# By their number (ECMA-376 part 1, 18.8.30). Those that a program shows as its system does, dates
# and amounts of money among them, are as Finnish systems have them.
AMOUNT, EXACT_AMOUNT = '#,##0 "€";-#,##0 "€"', '#,##0.00 "€";-#,##0.00 "€"'
BUILT_IN_FORMATS = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: AMOUNT,
    6: AMOUNT,
    7: EXACT_AMOUNT,
    8: EXACT_AMOUNT,
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "d.m.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d.m.yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '#,##0 "€";-#,##0 "€";"-" "€";@',
    43: '#,##0.00;-#,##0.00;"-"??;@',
    44: '#,##0.00 "€";-#,##0.00 "€";"-"?? "€";@',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# By their number, in hexadecimal digits (18.8.27): the first eight stand there twice.
BASIC = (*("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"),)
INDEXED_COLOURS = (
    *BASIC,
    *BASIC,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
