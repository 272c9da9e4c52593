"""校核已有报告: any report dragged in, its figures marked in the text, the findings beside it, a result to hand on."""
