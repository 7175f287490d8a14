using Microsoft.Extensions.Logging;
using Rayforce.Client;
using Rayforce.Native;

namespace Rayforce.Server.Engines;

/// <summary>Which native library to run in this process, and how. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record NativeEngineOptions
{
    /// <summary>The library, and how to load it. Default: any that is there.</summary>
    public RayNativeOptions Native { get; init; } = new();

    /// <summary>
    /// How long a request may go on when it has been given up before others are answered with the error <c>limit</c> in
    /// place of waiting for it. It cannot be ended; when it ends by itself the engine answers again. Default 30 s.
    /// </summary>
    public TimeSpan OverdueTimeout { get; init => field = OptionValue.Time(value); } = TimeSpan.FromSeconds(30);

    /// <summary>Where to log. Default null: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
