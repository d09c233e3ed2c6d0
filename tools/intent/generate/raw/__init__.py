"""From the simulated world to raw files: in the shapes of the sources, with their faults, and the truth about both."""
