"""Address text to components with spans; gazetteer; coordinates, datum and their precision."""
