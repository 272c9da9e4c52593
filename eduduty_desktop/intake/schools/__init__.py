"""A 学校基表 from outside → one record a school and stage, with every reading that a person should look at.

`find_tables` finds where the table stands and what each of its columns is; a person may correct that
(`SchoolTable.with_column`); `read_schools` reads the rows.  Nothing is applied here.
"""

from eduduty_desktop.intake.schools.columns import ROLES, Role, SchoolColumn
from eduduty_desktop.intake.schools.header import SchoolTable, find_tables
from eduduty_desktop.intake.schools.reading import Reading, Remark, read_schools
from eduduty_desktop.intake.schools.stages import Sharing

__all__ = [
    "ROLES",
    "Reading",
    "Remark",
    "Role",
    "SchoolColumn",
    "SchoolTable",
    "Sharing",
    "find_tables",
    "read_schools",
]
