"""`python -m rostering` is the command `rostering`."""

from rostering.cli.main import main

if __name__ == "__main__":
    main()
