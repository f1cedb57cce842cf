"""The door: an Order goes in, a Label comes out, under a Policy.  What is not understood is not shown."""
