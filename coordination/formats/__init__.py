"""How dates are written and read, in each language; Django finds them by FORMAT_MODULE_PATH.

A template asks by name, `{{ day|date:"DATE_FORMAT" }}`, and gets "1 March 2027" or
"1 de marzo de 2027".
"""
