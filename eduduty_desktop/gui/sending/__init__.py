"""报送: the page that says what is missing and makes folder, archive, letter and evidence package."""
