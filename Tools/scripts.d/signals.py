"""Signals that whoever started us ignores, and that the programs we start must not."""
import signal


def heed_signals():
    """Under nohup, or behind an `&` of a script, some signals are ignored, and every child would inherit that."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
