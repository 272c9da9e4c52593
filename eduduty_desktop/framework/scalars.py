"""Numbers as declaration files, framework workbooks and targets write them: plain digits only.

`Decimal()` would also take 1_000, 1e3, NaN and digits of other scripts.
"""

import re

WHOLE = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
