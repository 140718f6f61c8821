"""The load test behind `figures load`: many calls at a stated pace, and what became of each.

plan       what to do, and one process's share of it
workload   the articles, as bytes to send
sending    one call, batch or streamed article, and its answer
loop       the pace: closed or open
recorder   what came of the answers: histograms, counts
generator  one process at work
fleet      several of them, and how many it takes
result     the finding; report and page show it
objectives what it is held to; ramp looks for the highest rate that holds
session    the whole test, from the command line to the exit status
"""
