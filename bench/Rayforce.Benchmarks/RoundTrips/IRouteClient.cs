namespace Rayforce.Benchmarks;

/// <summary>A client at the end of a <see cref="Route"/>.</summary>
internal interface IRouteClient : IAsyncDisposable
{
    /// <summary>Sends a request and waits for its whole reply.</summary>
    Task AskAsync(RayObject request);
}
