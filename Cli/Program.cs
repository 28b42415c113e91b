using SweepCluster.Cli;

return await CommandLine.RunAsync(args, Wiring.OfProcess(args));
