using Rayforce.Ipc;

namespace Rayforce.Client.Tests.Support;

/// <summary>A client without a server, as the documentation shows one.</summary>
/// <param name="answer">What it answers.</param>
/// <param name="published">What it publishes to whoever subscribes.</param>
internal sealed class FakeClient(Func<RayObject, RayObject> answer, params Update<RayObject>[] published) : IRayClient
{
    public List<RayObject> Asked { get; } = [];

    public RayClientState State => RayClientState.Connected;

    public event EventHandler<RayClientState>? StateChanged { add { } remove { } }

    public event EventHandler<RayObject>? Pushed { add { } remove { } }

    public Task<RayObject> ExecuteAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add(request);
        return Task.FromResult(answer(request));
    }

    public async Task<RayVerboseReply> ExecuteVerboseAsync(
        RayObject request, RayCallOptions? options = null, CancellationToken cancellationToken = default) =>
        new("", await ExecuteAsync(request, options, cancellationToken));

    public Task PostAsync(RayObject request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, null, cancellationToken);

    public async IAsyncEnumerable<RayTable> ExecuteBatchesAsync(
        RayObject request,
        int batchRows,
        RayCallOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return (RayTable)await ExecuteAsync(request, options, cancellationToken);
    }

    public IAsyncEnumerable<Update<RayObject>> SubscribeAsync(
        string topic, RaySubscriptionOptions? options = null, CancellationToken cancellationToken = default) =>
        published.Where(update => update.Topic == topic).ToAsyncEnumerable();

    public Task<ConnectionTerms> ConnectAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new ConnectionTerms { IsTyped = true, WireVersion = WireVersion.V3 });

    public Task WaitForStateAsync(RayClientState state, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
