using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Rayforce.Server;

/// <summary>
/// The connections that have not shaken hands, by address. They cost nothing but their places, which one address is not
/// to take all of.
/// </summary>
/// <param name="most">How many there may be from one address.</param>
internal sealed class Newcomers(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];

    /// <summary>Lets a connection in, and finds it again by its features.</summary>
    /// <returns>To be disposed of when hands have been shaken, or the connection ends; null where there are too many.</returns>
    public IDisposable? TryEnter(ConnectionContext connection)
    {
        var network = PeerNetwork.Of(connection.RemoteEndPoint);
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(network);
            if (count >= most)
                return null;
            _counts[network] = count + 1;
        }

        var newcomer = new Newcomer(this, network);
        connection.Features.Set(newcomer);
        return newcomer;
    }

    private void Leave(IPAddress network)
    {
        lock (_lock)
        {
            if (--_counts[network] == 0)
                _counts.Remove(network);
        }
    }

    /// <summary>One of them, until it is disposed of.</summary>
    internal sealed class Newcomer(Newcomers others, IPAddress network) : IDisposable
    {
        private int _hasLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
                others.Leave(network);
        }
    }
}
