using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>The error that answers a request which cannot be decoded.</summary>
internal static class RequestFault
{
    /// <summary>What one request may take when it is decoded for an engine that has no limit of its own, in bytes.</summary>
    public const long MaxMemory = 1L << 30;

    /// <summary>The error.</summary>
    public static RayError Describe(RayforceFormatException exception) =>
        new(exception.Status == WireStatus.TooMuchMemory ? "limit" : "domain", exception.Message);
}
