"""The data pages of an ops lead: lists and forms for all that the data folder holds, and the folder as a zip."""
