using Dapper;

namespace Rayforce.Data.Tests;

/// <summary>Dapper, which knows ADO.NET alone.</summary>
public sealed class DapperTests : IAsyncLifetime
{
    private DataServer _server = null!;

    public static TheoryData<string> Transports => DataServer.Transports;

    public async Task InitializeAsync() => _server = await DataServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Rayfall_fills_objects(string transport)
    {
        await using var source = _server.Source(transport);
        await using var connection = await source.OpenConnectionAsync();

        var people = await connection.QueryAsync<Person>(
            "(select {from: people where: (> age @least)})", new { least = 30 });
        var oldest = await connection.ExecuteScalarAsync<long>("(max (at people 'age))");
        var one = await connection.QuerySingleAsync<(string Name, double Salary)>(
            "(select {name: name salary: salary from: people where: (== name @who)})", new { who = "Bob" });

        Assert.Equal(
            [new Person { Id = 3, Name = "Charlie", Age = 35, Salary = 70000 }, new Person { Id = 5, Name = "Eve", Age = 32, Salary = 65000 }],
            people);
        Assert.Equal(35, oldest);
        Assert.Equal(("Bob", 60000), one);
    }

    private sealed record Person
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public int Age { get; init; }

        public double Salary { get; init; }
    }
}
