"""What each page is given: frozen and complete. A template shows it and looks up nothing.

A module for each family of pages; a page's context is made of the parts in ``web.parts``.
"""
