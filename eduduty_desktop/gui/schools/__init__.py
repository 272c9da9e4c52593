"""The page 学校基表: import with its columns to be corrected, the seven indicators, every school with what it misses."""
