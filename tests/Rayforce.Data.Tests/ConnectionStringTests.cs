using System.Data.Common;
using Rayforce.Client;
using Rayforce.WebSocket;

namespace Rayforce.Data.Tests;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("ws://host:1/path", "ws://host:1/path")]
    [InlineData("rayforce://u:p@host:1", "rayforce://u:p@host:1/")]
    [InlineData("Url=wss://host/x;Password=p w", "wss://rayforce:p%20w@host/x")]
    [InlineData("Host=h;Port=7", "rayforce://h:7/")]
    [InlineData("Server=h;Port=7;User Id=u;Pwd=p@:/", "rayforce://u:p%40%3A%2F@h:7/")]
    [InlineData("Scheme=ws;Host=h;Port=7;Path=ipc", "ws://h:7/ipc")]
    public void Parts_and_urls_name_the_same_server(string text, string url) =>
        Assert.Equal(url, new RayConnectionStringBuilder(text).ToUrl());

    [Theory]
    [InlineData("Hots=h")]
    [InlineData("Host=h;Nonsense=1")]
    [InlineData("no pairs")]
    public void An_unknown_keyword_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => new RayConnectionStringBuilder(text));

    [Theory]
    [InlineData("Dialect=Latin")]
    [InlineData("Dialect=7")]
    [InlineData("Command Timeout=-1")]
    [InlineData("Connect Timeout=soon")]
    [InlineData("Max Pool Size=0")]
    [InlineData("Port=99999;Host=h")]
    [InlineData("Url=nowhere")]
    public void A_wrong_value_is_refused(string text) => Assert.Throws<ArgumentException>(() =>
    {
        var settings = new RayConnectionStringBuilder(text);
        _ = settings.Dialect;
        _ = settings.CommandTimeout + settings.ConnectTimeout + settings.MaxPoolSize;
        return settings.ToUrl();
    });

    [Fact]
    public void Every_option_reads_as_it_was_set()
    {
        var settings = new RayConnectionStringBuilder
        {
            Host = "h", Port = 5, Scheme = "ws", Path = "p", Username = "u", Password = "x;y=z", Dialect = RayDialect.Sql,
            ConnectTimeout = 1, CommandTimeout = 2, MaxPoolSize = 3,
        };

        var read = new RayConnectionStringBuilder(settings.ConnectionString);

        Assert.Equal("x;y=z", read.Password);
        Assert.Equal(
            ("h", 5, "ws", "p", "u", RayDialect.Sql, 1, 2, 3),
            (read.Host, read.Port, read.Scheme, read.Path, read.Username, read.Dialect, read.ConnectTimeout,
                read.CommandTimeout, read.MaxPoolSize));
    }

    [Fact]
    public void Options_of_the_connection_stand_behind_the_url()
    {
        var (url, options) = new RayConnectionStringBuilder(
            "Url=ws://u:p@h:1/x?receiveTimeout=5s&headers.X-Tenant=a%26b&upstream=own&maxMessageSize=4321;Dialect=Sql")
            .ToTarget(new RayClientOptions());

        Assert.Equal("ws://u:p@h:1/x", url);
        var said = Assert.IsType<WSClientOptions>(options);
        Assert.Equal(
            (TimeSpan.FromSeconds(5), "a&b", WSUpstream.Own, 4321),
            (said.ReceiveTimeout, said.Headers["x-tenant"], said.Upstream, said.MaxMessageSize));
    }

    [Theory]
    [InlineData("rayforce://h:1?nosuch=1", "'nosuch'")]
    [InlineData("rayforce://h:1?poolSize=2", "'poolSize'")]
    [InlineData("rayforce://h:1?receiveTimeout=soon", "'receiveTimeout'")]
    [InlineData("rayforce://h:1?callTimeout=1s", "Command Timeout")]
    [InlineData("rayforce://h:1?connectTimeout=1s", "Connect Timeout")]
    public void An_option_that_a_connection_does_not_have_is_refused_by_name(string text, string name) => Assert.Contains(
        name, Assert.Throws<ArgumentException>(() => new RayDataSource(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=h;Port=1;Password=secret")]
    [InlineData("ws://h:1/?headers.Authorization=secret&cookies=true")]
    [InlineData("Url=ws://u:secret@h:1/")]
    [InlineData("ws://u:secret@h:1/")]
    public void A_password_is_not_shown(string text)
    {
        using var source = new RayDataSource(text);
        using var connection = new RayDbConnection(text);
        DbConnection made = source.CreateConnection();

        Assert.DoesNotContain("secret", source.ConnectionString);
        Assert.DoesNotContain("secret", connection.ConnectionString);
        Assert.DoesNotContain("secret", made.ConnectionString + made.DataSource);
    }
}
