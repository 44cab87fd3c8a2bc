"""The proof that text fits: kits of generated content, built, refused or broken, counted from the finished files."""
