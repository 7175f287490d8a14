namespace Rayforce.Client;

/// <summary>What one call wants otherwise than the others of its client.</summary>
public sealed record RayCallOptions
{
    /// <summary>
    /// Whether evaluating the request twice does no more than evaluating it once: a read, or a change that sets what it
    /// sets. It is then sent again, once, when the connection is lost before the reply has come. Default false: the call
    /// fails, and <see cref="RayforceConnectionException.MayHaveRun"/> says whether the server may have evaluated it.
    /// </summary>
    public bool SafeToRepeat { get; init; }

    /// <summary>
    /// How long the call may take, the wait for a connection included. Default null: the client's
    /// <see cref="RayClientOptions.CallTimeout"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init => field = value is { } time ? OptionValue.Time(time) : null; }
}
