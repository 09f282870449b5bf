"""What pages are made of: macros, the style, the looks of roles and people, and a page that shows them all."""
