using System.Data.Common;
using Rayforce.Client;

namespace Rayforce.Data;

/// <summary>
/// Where connections of ADO.NET come from: one for each server, kept for the life of the program. It keeps the network
/// connections that were closed, for the next ones.
/// </summary>
public sealed class RayDataSource : DbDataSource
{
    private readonly RayConnectionStringBuilder _settings;
    private readonly ConnectionPool _pool;

    /// <summary>Makes a data source.</summary>
    /// <param name="connectionString">See <see cref="RayConnectionStringBuilder"/>; a URL alone is one.</param>
    /// <param name="options">What a connection string cannot say: certificates, compression, limits. Its call time-out
    /// and connect time-out do not count; those of the connection string and of commands do.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public RayDataSource(string connectionString, RayClientOptions? options = null)
    {
        _settings = new RayConnectionStringBuilder(connectionString);
        _pool = new ConnectionPool(_settings, options);
    }

    /// <summary>The connection string, without its password.</summary>
    public override string ConnectionString => _settings.WithoutPassword();

    /// <summary>Makes a connection that is not open yet.</summary>
    public new RayDbConnection CreateConnection() => new(_settings, _pool);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="RayDbException">There is none.</exception>
    public new RayDbConnection OpenConnection() => (RayDbConnection)base.OpenConnection();

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RayDbException">There is none.</exception>
    public new async ValueTask<RayDbConnection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => CreateConnection();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _pool.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await _pool.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }
}
