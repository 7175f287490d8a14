using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>A command: Rayfall or SQL, with parameters. It is carried out whole, by one request.</summary>
public sealed class RayDbCommand : DbCommand
{
    private int? _timeout;
    private RayDialect? _dialect;
    private CancellationTokenSource? _running;

    /// <summary>Makes a command without a text.</summary>
    public RayDbCommand()
    {
    }

    /// <summary>Makes a command.</summary>
    /// <param name="commandText">The text.</param>
    /// <param name="connection">The connection.</param>
    public RayDbCommand(string commandText, RayDbConnection? connection = null) =>
        (CommandText, Connection) = (commandText, connection);

    /// <summary>The text, in the language of <see cref="Dialect"/>; by <see cref="CommandType"/> the name of a function,
    /// which gets the parameters in their order, or of a table.</summary>
    [AllowNull]
    public override string CommandText { get; set => field = value ?? string.Empty; } = string.Empty;

    /// <summary>How long the command may take, in seconds; 0 is without end. Default that of the connection
    /// string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public override int CommandTimeout
    {
        get => _timeout ?? Connection?.CommandTimeout ?? 30;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _timeout = value;
        }
    }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <summary>The language of the text. Default that of the connection.</summary>
    public RayDialect Dialect
    {
        get => _dialect ?? Connection?.Dialect ?? RayDialect.Rayfall;
        set => _dialect = value;
    }

    /// <summary>The connection.</summary>
    public new RayDbConnection? Connection { get; set; }

    /// <summary>The parameters.</summary>
    public new RayDbParameterCollection Parameters { get; } = new();

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => Connection;
        set => Connection = value is null
            ? null
            : value as RayDbConnection
            ?? throw new InvalidCastException($"The command wants a {nameof(RayDbConnection)}.");
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <summary>None: Rayforce has no transactions.</summary>
    /// <exception cref="NotSupportedException">It is set.</exception>
    protected override DbTransaction? DbTransaction
    {
        get => null;
        set
        {
            if (value is not null)
                throw new NotSupportedException("Rayforce has no transactions.");
        }
    }

    /// <summary>Gives up the command that runs, from another thread. Its connection stays usable.</summary>
    public override void Cancel() => Volatile.Read(ref _running)?.Cancel();

    /// <summary>Reads the text, so that what is wrong with it is known now.</summary>
    /// <exception cref="RayDbException">A text of SQL is none.</exception>
    public override void Prepare()
    {
        if (CommandType != CommandType.Text || Dialect != RayDialect.Sql)
            return;
        try
        {
            _ = SqlStatement.Parse(CommandText);
        }
        catch (RaySqlException e)
        {
            throw RayDbException.Of(e)!;
        }
    }

    /// <summary>Carries the command out and reads its result.</summary>
    /// <inheritdoc cref="ExecuteReaderAsync(CancellationToken)"/>
    public new RayDbDataReader ExecuteReader() => (RayDbDataReader)base.ExecuteReader();

    /// <summary>Carries the command out and reads its result.</summary>
    /// <param name="cancellationToken">Gives the command up; the server may evaluate it to its end.</param>
    /// <exception cref="RayDbException">The server refuses it, the connection fails, or it takes too long.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public new async Task<RayDbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken = default) =>
        (RayDbDataReader)await base.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => ExecuteNonQueryAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Carries the command out.</summary>
    /// <returns>How many rows a change of SQL has changed; otherwise -1.</returns>
    /// <inheritdoc cref="ExecuteReaderAsync(CancellationToken)"/>
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken).ConfigureAwait(false)).RecordsAffected;

    /// <inheritdoc/>
    public override object? ExecuteScalar() => ExecuteScalarAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The first column of the first row; null where there is none, and <see cref="DBNull"/> for a null.</summary>
    /// <inheritdoc cref="ExecuteReaderAsync(CancellationToken)"/>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        var reader = await ExecuteDbDataReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return reader.FieldCount > 0 && reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new RayDbParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        ExecuteDbDataReaderAsync(behavior, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var connection = Connection;
        var result = await RunAsync(cancellationToken).ConfigureAwait(false);
        return new RayDbDataReader(result, (behavior & CommandBehavior.CloseConnection) != 0 ? connection : null);
    }

    private async Task<CommandResult> RunAsync(CancellationToken cancellationToken)
    {
        var connection = Connection ?? throw new InvalidOperationException("The command has no connection.");
        var lent = connection.Lent;
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Interlocked.CompareExchange(ref _running, running, null) is not null)
            throw new InvalidOperationException("The command runs already.");
        using var late = CommandTimeout > 0 ? new CancellationTokenSource(TimeSpan.FromSeconds(CommandTimeout)) : null;
        using var ending = late?.Token.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), running);
        try
        {
            if (CommandType == CommandType.Text && Dialect == RayDialect.Sql)
                return await RunSqlAsync(lent, running.Token).ConfigureAwait(false);
            return CommandResult.OfReply(
                await lent.ExecuteAsync(Request(lent.WireVersion), running.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (late is { IsCancellationRequested: true }
            && !cancellationToken.IsCancellationRequested)
        {
            connection.MarkBusy();
            throw RayDbException.Of(new TimeoutException($"The command took more than {CommandTimeout} s."))!;
        }
        catch (OperationCanceledException)
        {
            connection.MarkBusy();
            throw;
        }
        catch (Exception e) when (RayDbException.Of(e) is { } failure)
        {
            throw failure;
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }
    }

    /// <summary>What is sent for a command that is none of SQL.</summary>
    private RayObject Request(WireVersion version) => CommandType switch
    {
        CommandType.StoredProcedure => RayfallRequest.Call(CommandText, Parameters),
        CommandType.TableDirect => Query.Table(CommandText).ToRayObject(version),
        _ => RayfallRequest.Of(CommandText, Parameters),
    };

    private async Task<CommandResult> RunSqlAsync(RayConnection connection, CancellationToken cancellationToken)
    {
        var parameters = Parameters.Select(parameter => (parameter.PlainName, parameter.ToRayObject()));
        var statement = SqlStatement.Parse(CommandText);
        var query = await SqlRequest.MakeAsync(statement, new SqlParameters(parameters), connection, cancellationToken)
            .ConfigureAwait(false);
        var reply = await connection.ExecuteAsync(query, cancellationToken).ConfigureAwait(false);
        return statement.IsChange ? CommandResult.OfChange(reply) : CommandResult.OfReply(reply);
    }
}
