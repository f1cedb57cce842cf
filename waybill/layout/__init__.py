"""Template and Label to a page of marks on the dot grid; text fitting."""
