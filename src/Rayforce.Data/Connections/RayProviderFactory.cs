using System.Data.Common;

namespace Rayforce.Data;

/// <summary>Makes the objects of this provider, for code that knows ADO.NET alone.</summary>
public sealed class RayProviderFactory : DbProviderFactory
{
    private RayProviderFactory()
    {
    }

    /// <summary>The one factory, as <see cref="DbProviderFactories"/> registers it.</summary>
    public static RayProviderFactory Instance { get; } = new();

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new RayDbConnection();

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new RayDbCommand();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new RayDbParameter();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new RayConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(string connectionString) => new RayDataSource(connectionString);
}
