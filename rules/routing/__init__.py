"""How URLs lead to views."""
