namespace Rayforce.Ipc;

/// <summary>The limits that native Rayforce keeps and this library with it.</summary>
public static class WireLimits
{
    /// <summary>The deepest nesting of objects, the outermost counted.</summary>
    public const int MaxDepth = RayObject.MaxDepth;

    /// <summary>The longest vector or list, in elements.</summary>
    public const int MaxCount = 1_000_000_000;

    /// <summary>The largest payload that is decoded from a buffer, in bytes.</summary>
    public const int MaxBufferPayload = 1_000_000_000;

    /// <summary>The largest payload that a peer takes from a connection, in bytes: 256 MiB.</summary>
    public const int MaxConnectionPayload = 256 * 1024 * 1024;
}
