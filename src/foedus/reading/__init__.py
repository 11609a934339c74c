"""A text in any language -> draft record, events, statements, with the characters that support each.

Examples
--------
>>> from foedus.reading import read
>>> reading = read("France and Poland signed a mutual defence treaty in Nancy on 9 May 2025.")
>>> reading["events"][0]["type"], reading["events"][0]["date"], reading["events"][0]["place"]
('signed', '2025-05-09', 'Nancy')
"""

from foedus.reading.reader import Reading, read

__all__ = ["Reading", "read"]
