"""Method packs and their reader: the method is data. Pure apart from reading its own files once at start."""
