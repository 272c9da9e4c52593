"""责任单位: who owes what, 填报表 out and in, what contradicts, 对数单 and 催办单."""
