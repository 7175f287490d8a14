using System.Net;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>
/// Judges credentials, and makes guessing slow: after each wrong password the next attempt from the same address waits
/// twice as long, and only a few may wait at a time.
/// </summary>
internal sealed class PasswordGate(RayServerOptions options, ServerMetrics metrics, ILogger logger)
{
    /// <summary>How many attempts from one address may wait; others are not looked at.</summary>
    private const int MostWaiting = 16;

    /// <summary>How many addresses are remembered.</summary>
    private const int MostAddresses = 1024;

    private const int MostDoublings = 16;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long it takes to forget one wrong password.</summary>
    private static readonly TimeSpan ForgetTime = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Record> _records = [];

    /// <summary>Whether a password is needed to come in.</summary>
    public bool IsClosed => options.Password is not null || options.ReadPassword is not null;

    /// <summary>Judges credentials when their turn has come.</summary>
    /// <param name="remote">Where they came from; null where the transport does not say.</param>
    /// <param name="credentials"><c>user:password</c>, or the password alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Access> JudgeAsync(
        EndPoint? remote, ReadOnlyMemory<byte> credentials, CancellationToken cancellationToken)
    {
        var network = PeerNetwork.Of(remote);
        if (Enter(network) is not { } delay)
            return Access.NotJudged;
        var access = Access.None;
        var isJudged = false;
        try
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            access = Judge(credentials.Span);
            isJudged = true;
        }
        finally
        {
            var failures = Leave(network, isWrong: isJudged && access == Access.None, hasWaited: delay > TimeSpan.Zero);
            if (isJudged && access == Access.None)
            {
                metrics.WrongPasswords.Add(1);
                logger.WrongPassword(Reception.Describe(remote), failures, GetDelay(failures));
            }
        }

        return access;
    }

    private Access Judge(ReadOnlySpan<byte> credentials)
    {
        // Both are compared in any case: the time tells nothing.
        var isFull = options.Password is { } password && PasswordCheck.IsRight(credentials, password);
        var isRestricted = options.ReadPassword is { } read && PasswordCheck.IsRight(credentials, read);
        return isFull ? Access.Full : isRestricted ? Access.Restricted : Access.None;
    }

    /// <returns>How long to wait; null where too many wait already.</returns>
    private TimeSpan? Enter(IPAddress network)
    {
        lock (_lock)
        {
            if (!_records.TryGetValue(network, out var record) || record.Forget() == 0)
                return TimeSpan.Zero;
            if (record.Waiting >= MostWaiting)
                return null;
            return GetDelay(record.Failures + record.Waiting++);
        }
    }

    /// <returns>How many wrong passwords are remembered of the address.</returns>
    private int Leave(IPAddress network, bool isWrong, bool hasWaited)
    {
        lock (_lock)
        {
            if (!_records.TryGetValue(network, out var record))
            {
                if (!isWrong)
                    return 0;
                MakeRoom();
                _records[network] = record = new Record();
            }

            if (hasWaited)
                record.Waiting--;
            return isWrong ? record.Add() : record.Failures;
        }
    }

    private void MakeRoom()
    {
        if (_records.Count < MostAddresses)
            return;
        // Nobody is forgotten who is still waited for.
        var oldest = _records.Where(static each => each.Value.Waiting == 0).MinBy(static each => each.Value.Last);
        if (oldest.Key is not null)
            _records.Remove(oldest.Key);
    }

    private static TimeSpan GetDelay(int failures)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>What is remembered of an address.</summary>
    private sealed class Record
    {
        /// <summary>The wrong passwords that have not been forgotten.</summary>
        public int Failures { get; private set; }

        /// <summary>The attempts that wait.</summary>
        public int Waiting { get; set; }

        /// <summary>When the last wrong password came, or was forgotten.</summary>
        public long Last { get; private set; } = Environment.TickCount64;

        public int Add()
        {
            Last = Environment.TickCount64;
            return ++Failures;
        }

        /// <summary>Forgets what is long ago.</summary>
        /// <returns>What is left.</returns>
        public int Forget()
        {
            var count = (Environment.TickCount64 - Last) / (long)ForgetTime.TotalMilliseconds;
            Failures = (int)Math.Max(0, Failures - count);
            Last += count * (long)ForgetTime.TotalMilliseconds;
            return Failures;
        }
    }
}
