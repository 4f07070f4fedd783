DATE_FORMAT = r"j \d\e F \d\e Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
SECONDS_FORMAT = r"j \d\e F \d\e Y, H:i:s"
MOMENT_FORMAT = r"j \d\e F \d\e Y, H:i T"
EXACT_FORMAT = r"j \d\e F \d\e Y, H:i:s T"
# The first is what a field of type "date" is filled with; browsers know no other way.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
# As in the United States and Mexico; a comma would break the coordinates of a drawing.
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
