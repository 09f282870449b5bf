"""The look that all reports share: wording, grids, JSON shapes, days and listings."""
