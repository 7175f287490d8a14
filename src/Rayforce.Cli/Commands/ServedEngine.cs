using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Native;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;

namespace Rayforce.Cli.Commands;

/// <summary>The options of <c>rayforce serve</c> that say what evaluates.</summary>
internal static class ServedEngine
{
    private const string Rayfall = "rayfall";
    private const string Native = "native";
    private const string Upstream = "upstream";
    private const string Process = "process";
    private const string BinaryVariable = "RAYFORCE_BINARY";

    private static readonly Option<string> Engine = new Option<string>("--engine")
    {
        HelpName = "ENGINE",
        Description = "What evaluates: rayfall, the embedded interpreter; native, a native library in this process; " +
            "upstream, a Rayforce server that runs already; process, a native server that is started for it.",
        DefaultValueFactory = _ => Rayfall,
    }.AcceptOnlyFromAmong(Rayfall, Native, Upstream, Process);

    private static readonly Option<string[]> Load = new("--load")
    {
        HelpName = "FILE",
        Description =
            "With --engine rayfall: a Rayfall script to evaluate before the server starts; may be given several times.",
    };

    private static readonly Option<string> Files = new("--files")
    {
        HelpName = "DIR",
        Description = "With --engine rayfall: the folder that scripts and unrestricted requests may read and write. " +
            "Without it they touch no file.",
    };

    private static readonly Option<string> Library = new("--library")
    {
        HelpName = "PATH",
        Description = "With --engine native: the library, or where rayforce-py is installed. Otherwise the environment " +
            $"variable {RayNativeOptions.LibraryVariable} names it, or an installed rayforce-py has it: see native.",
    };

    private static readonly Option<string> Url = new("--upstream")
    {
        HelpName = "URL",
        Description = "With --engine upstream: the server, rayforce://user:password@host:port, or rayforces for TLS.",
    };

    private static readonly Option<string> ReadUrl = new("--read-upstream")
    {
        HelpName = "URL",
        Description = "With --engine upstream and --read-password: the same server, with credentials for which it lets " +
            "nobody write or reach the system. What those with the second password ask goes there.",
    };

    private static readonly Option<string> Binary = new("--binary")
    {
        HelpName = "PATH",
        Description = "With --engine process: the native executable, or where rayforce-py is installed. Otherwise the " +
            $"environment variable {BinaryVariable} names it, or an installed rayforce-py has it: see native.",
    };

    private static readonly Option<bool> Interrupt = new("--interrupt")
    {
        Description = "With --engine native, upstream or process: interrupt what runs when its time is up or its " +
            "client has gone. No native core bears that without risk: it may die of it, or keep wrong values.",
    };

    private static readonly SecondsOption Overdue = new(
        "--overdue-timeout",
        "How long a request may go on in a native engine when it has been given up, until --engine process replaces its " +
        "process, or --engine native refuses others.",
        new NativeEngineOptions().OverdueTimeout);

    private static readonly (Option Option, string Engine)[] Owned =
        [(Load, Rayfall), (Files, Rayfall), (Library, Native), (Url, Upstream), (ReadUrl, Upstream), (Binary, Process)];

    public static IEnumerable<Option> Options =>
        [Engine, .. Owned.Select(owned => owned.Option), Interrupt, Overdue, .. ServedData.Options];

    /// <summary>Refuses options that the chosen engine would not heed.</summary>
    /// <param name="command">The options.</param>
    /// <param name="restricted">Whether requests that write or reach the system are to be refused.</param>
    /// <param name="hasReaders">Whether those of some clients are.</param>
    public static void Check(CommandResult command, bool restricted, bool hasReaders)
    {
        // Where the option is not given, its default is not there yet when options are checked.
        var engine = command.GetValue(Engine) ?? Rayfall;
        foreach (var (option, owner) in Owned)
        {
            if (owner != engine && command.GetResult(option) is { Implicit: false })
                command.AddError($"{option.Name} goes with --engine {owner}, not {engine}.");
        }

        var keeper = engine switch
        {
            Native => "a library keeps no journal; --engine process, or rayfall, does.",
            Upstream => "the upstream's own journal keeps them, a native server's with -l or -L.",
            _ => null,
        };
        ServedData.Check(command, engine, keeper, isOwnJournal: engine == Rayfall);
        if (engine is Rayfall or Upstream && command.GetResult(Overdue) is { Implicit: false })
            command.AddError($"{Overdue.Name} goes with --engine native or process, not {engine}.");
        if (engine == Rayfall && command.GetValue(Interrupt))
            command.AddError($"{Interrupt.Name} goes with the other engines: {Rayfall} is interrupted in any case.");
        if (engine == Upstream && command.GetValue(Url) is null)
            command.AddError("--engine upstream needs --upstream rayforce://host:port.");
        if (hasReaders && FindReaderFault(engine, command.GetValue(ReadUrl)) is { } fault)
            command.AddError($"--read-password {fault}");
        if (engine == Upstream)
        {
            foreach (var option in new[] { Url, ReadUrl })
            {
                if (command.GetValue(option) is { } url && !IsUpstream(url))
                    command.AddError($"{option.Name}: '{url}' is no URL of a server; rayforce://host:port is one.");
            }
        }

        if (engine == Upstream && restricted)
        {
            command.AddError(
                "--restricted cannot be passed on with --engine upstream: have the upstream itself restrict " +
                "the gateway's connections, a native server with -U PASSWORD.");
        }
    }

    /// <summary>Whether what evaluates can reach the system: run programs, read and write files.</summary>
    public static bool ReachesSystem(ParseResult parse) => parse.GetValue(Engine) is not Rayfall;

    /// <summary>What keeps the engine from restricting some clients and not others; null for nothing.</summary>
    public static string? FindReaderFault(ParseResult parse) =>
        FindReaderFault(parse.GetValue(Engine)!, parse.GetValue(ReadUrl));

    /// <summary>Makes the engine.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="restricted">Whether requests that write or reach the system are refused.</param>
    /// <param name="loggers">Where the engine logs.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RayforceException">There is no such engine to be had.</exception>
    /// <exception cref="ScriptException">A script fails.</exception>
    public static async Task<IRayEngine> CreateAsync(
        ParseResult parse, bool restricted, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var interrupts = parse.GetValue(Interrupt);
        var upstream = new UpstreamEngineOptions
        {
            LoggerFactory = loggers,
            Tcp = new RayTcpClientOptions { CancelOnServer = interrupts },
        };
        switch (parse.GetValue(Engine))
        {
            case Native:
                var native = new RayNativeOptions
                {
                    LibraryPath = parse.GetValue(Library),
                    Interrupts = interrupts,
                    // The process ends with it.
                    StopTimeout = TimeSpan.Zero,
                };
                return await LoadAsync(
                    new NativeEngineOptions
                    {
                        Native = native, OverdueTimeout = Overdue.Get(parse), LoggerFactory = loggers,
                    },
                    restricted);
            case Upstream when Uri.TryCreate(parse.GetRequiredValue(Url), UriKind.Absolute, out var url):
                var readUrl = parse.GetValue(ReadUrl) is { } given ? new Uri(given) : null;
                return new UpstreamEngine(url, upstream with { RestrictedUpstream = readUrl });
            case Upstream:
                throw new ArgumentException($"{parse.GetRequiredValue(Url)} is no URL; rayforce://host:port is one.");
            case Process:
                var options = new ProcessEngineOptions
                {
                    Binary = FindBinary(parse.GetValue(Binary)),
                    Restricted = restricted,
                    OverdueTimeout = Overdue.Get(parse),
                    Upstream = upstream,
                };
                return await ProcessEngine.StartAsync(ServedData.Apply(parse, options), cancellationToken);
            default:
                return await OpenAsync(parse, loggers, cancellationToken);
        }
    }

    /// <summary>Says where the data live, where that may surprise.</summary>
    public static void Announce(ParseResult parse)
    {
        var engine = parse.GetValue(Engine);
        if (engine == Upstream || !ServedData.IsInMemory(parse))
            return;
        var remedy = engine == Native ? "" : " --data DIR lets them survive.";
        parse.InvocationConfiguration.Error.WriteLine($"The data live in memory and end with the server.{remedy}");
    }

    private static string? FindReaderFault(string engine, string? readUrl) => engine switch
    {
        Process => "cannot be passed on with --engine process: a native server takes one password, and restricts all or none.",
        Upstream when readUrl is null =>
            "needs --read-upstream URL with --engine upstream: one request cannot say that it is restricted.",
        _ => null,
    };

    private static bool IsUpstream(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "rayforce" or "rayforces";

    private static string FindBinary(string? given)
    {
        given ??= Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } named ? named : null;
        if (given is not null && !Directory.Exists(given))
            return given;
        return RayNativeLibrary.Find(given)?.BinaryPath ?? throw new RayNativeException(
            $"There is no native executable{(given is null ? "" : $" in '{given}'")}: install one with " +
            $"`pip install rayforce-py`, or name it by --binary FILE or the environment variable {BinaryVariable}.");
    }

    private static async Task<NativeEngine> LoadAsync(NativeEngineOptions options, bool restricted)
    {
        var engine = await NativeEngine.CreateAsync(options);
        if (!restricted || engine.Library.CanRestrict)
            return engine;
        await engine.DisposeAsync();
        throw new RayNativeException(
            "--restricted needs a library whose restricted mode restricts, of core 2.5 or later; " +
            $"'{engine.Library.Path}' is core {engine.Library.Version}.");
    }

    private static async Task<RayfallEngine> OpenAsync(
        ParseResult parse, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var files = parse.GetValue(Files);
        if (files is not null && !Directory.Exists(files))
            throw new ArgumentException($"--files: there is no folder '{files}'.");
        var interpreter = new RayfallInterpreter(new RayfallOptions { Files = files });
        var options = new RayfallEngineOptions { Interpreter = interpreter, LoggerFactory = loggers };
        var engine = await RayfallEngine.OpenAsync(ServedData.Apply(parse, options), cancellationToken);
        try
        {
            await LoadScriptsAsync(parse, interpreter, cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Evaluates the scripts after the data are there, as native does: what they set replaces what was.</summary>
    private static async Task LoadScriptsAsync(
        ParseResult parse, RayfallInterpreter interpreter, CancellationToken cancellationToken)
    {
        foreach (var script in parse.GetValue(Load) ?? [])
        {
            var source = await File.ReadAllTextAsync(script, cancellationToken);
            var result = interpreter.Load(source, cancellationToken);
            await parse.InvocationConfiguration.Output.WriteAsync(result.Output);
            await result.Kept;
            if (result.Value is RayError fault)
                throw new ScriptException($"Cannot load {script}: {new RayforceQueryException(fault).Message}");
        }
    }
}
