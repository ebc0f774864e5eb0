using Npgsql;

using Orders;

// One program, and so one image: its first argument says what it is. The units have it.
switch (args)
{
    case ["api", .. var rest]:
        var web = WebApplication.CreateBuilder(rest);
        AddOrders(web.Services, web.Configuration);
        var app = web.Build();
        Api.Map(app);
        await app.RunAsync();
        return 0;

    case ["worker", .. var rest]:
        var host = Host.CreateApplicationBuilder(rest);
        AddOrders(host.Services, host.Configuration);
        host.Services.AddHostedService<Worker>();
        await host.Build().RunAsync();
        return 0;

    default:
        Console.Error.WriteLine("usage: Orders api|worker");
        return 64;
}

static void AddOrders(IServiceCollection services, IConfiguration configuration)
{
    // The password comes from a variable of its own, so that the rest can be seen by anyone.
    var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Orders")) { Password = configuration["POSTGRES_PASSWORD"] };
    services.AddSingleton(NpgsqlDataSource.Create(connection.ConnectionString));
    services.AddSingleton<OrderBook>();
}
