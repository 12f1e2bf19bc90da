"""Paper: PDF, DOCX and ODT made here, and files handed in."""
