"""What browsers keep: styles and scripts, by names that change with what is in them."""
