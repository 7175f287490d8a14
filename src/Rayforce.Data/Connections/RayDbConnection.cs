using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Rayforce.Client;

namespace Rayforce.Data;

/// <summary>
/// A connection of ADO.NET to a Rayforce server, over either transport. It serves one caller at a time, as those of
/// other providers do.
/// </summary>
public sealed class RayDbConnection : DbConnection
{
    private RayConnectionStringBuilder _settings;
    private ConnectionPool? _pool;
    private bool _ownsPool;
    private RayConnection? _connection;
    private bool _isBusy;

    /// <summary>Makes a connection without a server.</summary>
    public RayDbConnection()
        : this(string.Empty)
    {
    }

    /// <summary>Makes a connection of its own, that no pool keeps: <see cref="RayDataSource"/> has one.</summary>
    /// <param name="connectionString">See <see cref="RayConnectionStringBuilder"/>; a URL alone is one.</param>
    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public RayDbConnection(string connectionString)
    {
        _settings = new RayConnectionStringBuilder(connectionString);
        _ownsPool = true;
    }

    internal RayDbConnection(RayConnectionStringBuilder settings, ConnectionPool pool) =>
        (_settings, _pool) = (settings, pool);

    /// <summary>The connection string; it is read without its password.</summary>
    /// <exception cref="InvalidOperationException">The connection is open, or belongs to a data source.</exception>
    [AllowNull]
    public override string ConnectionString
    {
        get => _settings.WithoutPassword();
        set
        {
            if (_connection is not null || !_ownsPool)
                throw new InvalidOperationException("The connection string is set before the connection is opened.");
            _settings = new RayConnectionStringBuilder(value ?? string.Empty);
        }
    }

    /// <summary>The language of new commands: that of the connection string.</summary>
    public RayDialect Dialect => _settings.Dialect;

    /// <summary>Empty: a server has one database.</summary>
    public override string Database => string.Empty;

    /// <summary>Where the server is.</summary>
    public override string DataSource => new Uri(_settings.ToUrl()).GetComponents(
        UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);

    /// <summary>The wire version that the server speaks.</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    public override string ServerVersion => $"wire version {(int)Lent.WireVersion}";

    /// <inheritdoc/>
    public override int ConnectionTimeout => _settings.ConnectTimeout;

    /// <inheritdoc/>
    public override ConnectionState State =>
        _connection is null ? ConnectionState.Closed
        : _connection.IsOpen ? ConnectionState.Open
        : ConnectionState.Broken;

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => RayProviderFactory.Instance;

    /// <summary>How long new commands may take, in seconds.</summary>
    internal int CommandTimeout => _settings.CommandTimeout;

    /// <summary>The connection that is lent.</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    internal RayConnection Lent => _connection
        ?? throw new InvalidOperationException("The connection is not open.");

    /// <inheritdoc/>
    public override void Open() => OpenAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="RayDbException">There is no connection.</exception>
    /// <exception cref="InvalidOperationException">The connection is open already.</exception>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
            throw new InvalidOperationException("The connection is open already.");
        if (_ownsPool)
            _pool = new ConnectionPool(_settings, options: null);
        try
        {
            _connection = await _pool!.RentAsync(cancellationToken).ConfigureAwait(false);
            _isBusy = false;
        }
        catch (Exception e) when (RayDbException.Of(e) is { } failure)
        {
            throw failure;
        }

        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <inheritdoc/>
    public override void Close() => CloseAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        if (_connection is not { } connection || _pool is not { } pool)
            return;
        _connection = null;
        await pool.ReturnAsync(connection, _isBusy).ConfigureAwait(false);
        if (_ownsPool)
            await pool.DisposeAsync().ConfigureAwait(false);
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Not offered: a server has one database.</summary>
    /// <param name="databaseName">Its name.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException("A Rayforce server has one database.");

    /// <summary>Makes a command.</summary>
    public new RayDbCommand CreateCommand() => new() { Connection = this };

    /// <inheritdoc/>
    public override DataTable GetSchema() => GetSchema(DbMetaDataCollectionNames.MetaDataCollections);

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName) => GetSchema(collectionName, []);

    /// <summary>What the server has: <c>Tables</c>, restricted by a name, or <c>Columns</c>, by a table's name and a
    /// column's.</summary>
    /// <param name="collectionName">MetaDataCollections, Tables or Columns.</param>
    /// <param name="restrictionValues">The names; null for all.</param>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) =>
        GetSchemaAsync(collectionName, restrictionValues, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        GetSchemaAsync(DbMetaDataCollectionNames.MetaDataCollections, [], cancellationToken);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(
        string collectionName, CancellationToken cancellationToken = default) =>
        GetSchemaAsync(collectionName, [], cancellationToken);

    /// <inheritdoc cref="GetSchema(string, string[])"/>
    public override async Task<DataTable> GetSchemaAsync(
        string collectionName, string?[] restrictionValues, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SchemaCollections.ReadAsync(Lent, collectionName, restrictionValues, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (RayDbException.Of(e) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Says that a call was given up, so that its server may still be at work.</summary>
    internal void MarkBusy() => _isBusy = true;

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <summary>Not offered.</summary>
    /// <param name="isolationLevel">Any.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException(
        "Rayforce has no transactions: a command is carried out whole, alone, and cannot be taken back. " +
        "Put what belongs together into one command.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}
