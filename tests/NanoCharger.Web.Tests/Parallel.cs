using Xunit;

// They wait for processes, databases and browsers more than they reckon: with a thread for each core half of the machine would stand idle.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
