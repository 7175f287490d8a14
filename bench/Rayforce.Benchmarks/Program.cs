using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// What is run, and how long, is said on the command line: --filter '*Table*' --job short; --help lists it all.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance);
