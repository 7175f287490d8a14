using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Rayforce.Client;

/// <summary>Has the system notice a peer that is gone without a word: the protocol has no pings of its own.</summary>
[UnsupportedOSPlatform("browser")]
internal static class TcpKeepAlive
{
    // Only later frameworks name these; the numbers are the same everywhere.
    private const SocketOptionName IdleTime = (SocketOptionName)3;
    private const SocketOptionName ProbeCount = (SocketOptionName)16;
    private const SocketOptionName ProbeInterval = (SocketOptionName)17;

    private const int Probes = 3;

    /// <summary>The longest time that every system takes, in seconds.</summary>
    private const int LongestTime = short.MaxValue;

    /// <summary>Sets it up.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="interval">After how much silence to ask; infinite for never.</param>
    /// <param name="timeout">How long the peer may take to answer; infinite for the system's own time.</param>
    public static void Apply(Socket socket, TimeSpan interval, TimeSpan timeout)
    {
        if (interval == Timeout.InfiniteTimeSpan)
            return;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, IdleTime, ToSeconds(interval));
            if (timeout == Timeout.InfiniteTimeSpan)
                return;
            socket.SetSocketOption(SocketOptionLevel.Tcp, ProbeCount, Probes);
            socket.SetSocketOption(
                SocketOptionLevel.Tcp, ProbeInterval, ToSeconds(TimeSpan.FromTicks(timeout.Ticks / Probes)));
        }
        catch (SocketException)
        {
            // A system that does not let itself be told keeps its own times.
        }
    }

    private static int ToSeconds(TimeSpan time) =>
        (int)Math.Min(Math.Max(Math.Ceiling(time.TotalSeconds), 1), LongestTime);
}
