using System.Diagnostics;
using Rayforce.Native;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Gateway.Support;

/// <summary>An engine of wire version 3 by its name, with the server behind it where it has one.</summary>
internal abstract class EngineUnderTest : IAsyncDisposable
{
    /// <summary>Every way to evaluate; the native ones are skipped where native code is not installed.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["rayfall", "upstream rayfall", "native", "upstream native", "process"];

    public abstract IRayEngine Engine { get; }

    /// <summary>The number of the process behind the engine; null when it evaluates in this one.</summary>
    public virtual int? ProcessId => null;

    /// <summary>Whether what is behind the engine can die without it.</summary>
    public virtual bool CanBeKilled => false;

    public static async Task<EngineUnderTest> StartAsync(string name) => name switch
    {
        "rayfall" => new InThisProcess(new RayfallEngine()),
        "native" => new InThisProcess(await StartNativeAsync()),
        "upstream rayfall" => new BehindRayfall(await RunningGateway.StartUpstreamAsync()),
        "upstream native" => new BehindNative(await NativeServer.StartAsync()),
        "process" => new InProcess(await ProcessEngine.StartAsync(
            new ProcessEngineOptions { Binary = NativeRayforce.GetBinary(NativeRayforce.Newest) })),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such engine."),
    };

    /// <summary>Kills what is behind the engine, and has it come back where the engine does not see to that.</summary>
    public virtual Task KillAsync() => throw new NotSupportedException();

    public virtual ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static Task<NativeEngine> StartNativeAsync() => NativeEngine.CreateAsync(
        new RayNativeOptions { LibraryPath = NativeRayforce.GetLibrary(NativeRayforce.Newest) });

    private sealed class InThisProcess(IRayEngine engine) : EngineUnderTest
    {
        public override IRayEngine Engine => engine;
    }

    private sealed class InProcess(ProcessEngine engine) : EngineUnderTest
    {
        public override IRayEngine Engine => engine;

        public override int? ProcessId => engine.ProcessId;

        public override bool CanBeKilled => true;

        public override async Task KillAsync()
        {
            var before = engine.ProcessId;
            using var process = Process.GetProcessById(before);
            process.Kill();
            await Eventually.HoldsAsync(() => engine.ProcessId != before);
        }
    }

    private sealed class BehindRayfall(RunningServer server) : EngineUnderTest
    {
        private readonly int _port = server.Server.TcpPort!.Value;
        private RunningServer _server = server;

        public override IRayEngine Engine { get; } =
            new UpstreamEngine(new Uri($"rayforce://127.0.0.1:{server.Server.TcpPort}"));

        public override bool CanBeKilled => true;

        public override async Task KillAsync()
        {
            await _server.DisposeAsync();
            _server = await RunningGateway.StartUpstreamAsync(port: _port);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    private sealed class BehindNative(NativeServer server) : EngineUnderTest
    {
        private NativeServer _server = server;

        public override IRayEngine Engine { get; } = new UpstreamEngine(new Uri($"rayforce://127.0.0.1:{server.Port}"));

        public override int? ProcessId => _server.ProcessId;

        public override bool CanBeKilled => true;

        public override async Task KillAsync()
        {
            await _server.DisposeAsync();
            _server = await NativeServer.StartAsync(_server.Port);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
