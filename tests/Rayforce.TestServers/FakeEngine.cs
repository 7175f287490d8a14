using System.Buffers;
using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.TestServers;

/// <summary>An engine that does what a test wants of it.</summary>
public sealed class FakeEngine(Func<RayObject, CancellationToken, Task<RayObject>> evaluate) : IRayEngine
{
    /// <summary>Answers everything with itself.</summary>
    public static FakeEngine Echo() => new((request, _) => Task.FromResult(request));

    /// <summary>Answers a String with itself, except <c>fail</c>, which is an error.</summary>
    public static FakeEngine Fallible() => new((request, _) => Task.FromResult<RayObject>(
        request is RayString { Value: "fail" } ? new RayError("type", "that was asked for") : request));

    public async ValueTask EvaluateAsync(
        EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken)
    {
        var result =
            await evaluate(RaySerializer.Deserialize(request.Payload.Span, request.Version), cancellationToken);
        ReplyPayload.Write(request.Verbose ? new RayList("printed", result) : result, reply, request.Version);
    }

    public ValueTask DisposeAsync() => default;
}
