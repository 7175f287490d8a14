using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.Server.Engines;
using Rayforce.Server.Journals;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Journals;

/// <summary>An engine with data, and what to ask of both.</summary>
internal sealed class OpenData : IAsyncDisposable
{
    private OpenData(RayfallEngine engine, RayfallInterpreter interpreter, LogRecorder log) =>
        (Engine, Interpreter, Log) = (engine, interpreter, log);

    public RayfallEngine Engine { get; }

    public RayfallInterpreter Interpreter { get; }

    /// <summary>What was logged.</summary>
    public LogRecorder Log { get; }

    public static async Task<OpenData> OpenAsync(
        string folder, Func<RayfallEngineOptions, RayfallEngineOptions>? configure = null)
    {
        var interpreter = new RayfallInterpreter();
        var log = new LogRecorder();
        var options = new RayfallEngineOptions
        {
            Interpreter = interpreter, Data = folder, Sync = JournalSync.Never, LoggerFactory = log,
        };
        options = configure?.Invoke(options) ?? options;
        return new OpenData(await RayfallEngine.OpenAsync(options), options.Interpreter!, log);
    }

    /// <summary>Asks as a connection does, and gives the reply.</summary>
    public async Task<RayObject> AskAsync(
        RayObject request, WireVersion version = WireVersion.V3, bool restricted = false)
    {
        using var payload = new PooledBuffer();
        using var reply = new PooledBuffer();
        RaySerializer.Serialize(request, payload, version);
        await Engine.EvaluateAsync(
            new EngineRequest(payload.WrittenMemory, version, Restricted: restricted), reply, CancellationToken.None);
        return ReplyPayload.Read(reply.WrittenSpan, version);
    }

    /// <summary>Every global as the bytes that it is on the wire, a line each.</summary>
    public string[] Dump() => Dump(Interpreter);

    public static string[] Dump(RayfallInterpreter interpreter) =>
        [.. interpreter.Globals.Select(pair => $"{pair.Key.Name} {Convert.ToHexString(RaySerializer.SerializeFrame(pair.Value))}")];

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
