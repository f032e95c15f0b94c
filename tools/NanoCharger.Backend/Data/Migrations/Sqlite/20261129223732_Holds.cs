using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Holds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    checkout_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: true),
                    page_ends_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    state_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    session = table.Column<string>(type: "TEXT", nullable: true),
                    intent = table.Column<string>(type: "TEXT", nullable: true),
                    held_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    held_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    capture_before_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    unused = table.Column<string>(type: "TEXT", nullable: true),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: true),
                    bill_number = table.Column<long>(type: "INTEGER", nullable: true),
                    take_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    provider_fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    dispute = table.Column<string>(type: "TEXT", nullable: true),
                    dispute_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    dispute_state = table.Column<string>(type: "TEXT", nullable: true),
                    dispute_by_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    ask_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => x.id);
                    table.CheckConstraint("holds_money", "amount_minor > 0 AND held_minor >= 0 AND take_minor >= 0 AND take_minor <= held_minor");
                    table.ForeignKey(
                        name: "FK_holds_charges_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_holds_checkouts_checkout_id",
                        column: x => x.checkout_id,
                        principalTable: "checkouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payees",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: true),
                    may_charge = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payees", x => x.tenant_id);
                    table.ForeignKey(
                        name: "FK_payees_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "provider_events",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    came_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_events", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_holds_charge_id",
                table: "holds",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_checkout_id",
                table: "holds",
                column: "checkout_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_holds_intent",
                table: "holds",
                column: "intent");

            migrationBuilder.CreateIndex(
                name: "IX_holds_key",
                table: "holds",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_holds_session",
                table: "holds",
                column: "session");

            migrationBuilder.CreateIndex(
                name: "IX_holds_tenant_id_state",
                table: "holds",
                columns: new[] { "tenant_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_payees_account",
                table: "payees",
                column: "account");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "payees");

            migrationBuilder.DropTable(
                name: "provider_events");
        }
    }
}
