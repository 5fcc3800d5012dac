"""Writers: each turns the result model into one format, and none of them reaches into grading.

What several writers share stands in `words` (fixed labels in both languages), `escape` (text from students made safe to
show) and `summary` (what matters most in a result).
"""
