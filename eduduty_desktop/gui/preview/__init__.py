"""预览: the report page by page as it will be printed; printing and 存为 PDF from the same pages.

Nothing here but `access` is imported before the preview is first opened.
"""
