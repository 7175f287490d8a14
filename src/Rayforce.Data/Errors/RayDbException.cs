using System.Data.Common;
using Rayforce.Client;

namespace Rayforce.Data;

/// <summary>What went wrong, for users of ADO.NET; the exception of this library is the inner one.</summary>
public sealed class RayDbException : DbException
{
    internal RayDbException(string code, bool isTransient, Exception inner)
        : base(inner.Message, inner) => (Code, IsTransient) = (code, isTransient);

    /// <summary>
    /// The code of the server's error, see <see cref="RayErrorCode"/>; otherwise <c>connection</c>, <c>timeout</c> or
    /// <c>sql</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>Whether the same may go well another time: the connection failed, or the command took too long.</summary>
    public override bool IsTransient { get; }

    /// <summary>The exception for a failure of this library; null for one of another kind.</summary>
    internal static RayDbException? Of(Exception exception) => exception switch
    {
        RayforceQueryException error => new RayDbException(
            error.Code, error.Code is RayErrorCode.Cancel or RayErrorCode.Memory or RayErrorCode.OutOfMemory, error),
        RayforceConnectionException { Reason: ConnectionErrorReason.TimedOut } late =>
            new RayDbException("timeout", isTransient: true, late),
        RayforceConnectionException connection => new RayDbException("connection", CanBeTriedAgain(connection), connection),
        RaySqlException sql => new RayDbException("sql", isTransient: false, sql),
        RayforceException other => new RayDbException("connection", isTransient: false, other),
        TimeoutException late => new RayDbException("timeout", isTransient: true, late),
        _ => null,
    };

    /// <summary>Wrong credentials and what a peer cannot do stay so.</summary>
    private static bool CanBeTriedAgain(RayforceConnectionException exception) =>
        exception.Reason is ConnectionErrorReason.ConnectFailed or ConnectionErrorReason.Closed
        && exception.InnerException is not System.Security.Authentication.AuthenticationException;
}
